;; What the engine does with each byte and each cell, sixteen at a time. code.ts is made of it by `npm run kernel`.
;; A glyph is the code point with the width at bit 22, so that a narrow one has 0x400000.
(module
	;; The bytes that are parsed.
	(import "engine" "input" (memory $input 1))
	;; Of one page: the glyphs from 0 on, the style of each cell from $styles on, and room for one row of bytes from $scratch on.
	(import "engine" "page" (memory $page 1))
	(import "engine" "styles" (global $styles i32))
	(import "engine" "scratch" (global $scratch i32))

	;; Writes the printable ASCII of the input between $from and $to into the cells from $cell on. Returns how many there were before
	;; anything else came.
	(func (export "text") (param $from i32) (param $to i32) (param $cell i32) (result i32)
		(local $at i32)
		(local $out i32)
		(local $last i32)
		(local $bytes v128)
		(local $half v128)
		(local $byte i32)
		(local.set $at (local.get $from))
		(local.set $out (i32.shl (local.get $cell) (i32.const 2)))
		(local.set $last (i32.sub (local.get $to) (i32.const 16)))
		(block $others
			(loop $sixteen
				(br_if $others (i32.gt_s (local.get $at) (local.get $last)))
				(local.set $bytes (v128.load $input (local.get $at)))
				(br_if $others (v128.any_true (i8x16.ge_u
					(i8x16.sub (local.get $bytes) (v128.const i8x16 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20 0x20))
					(v128.const i8x16 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f 0x5f))))
				(local.set $half (i16x8.extend_low_i8x16_u (local.get $bytes)))
				(v128.store $page (local.get $out)
					(v128.or (i32x4.extend_low_i16x8_u (local.get $half)) (v128.const i32x4 0x400000 0x400000 0x400000 0x400000)))
				(v128.store $page offset=16 (local.get $out)
					(v128.or (i32x4.extend_high_i16x8_u (local.get $half)) (v128.const i32x4 0x400000 0x400000 0x400000 0x400000)))
				(local.set $half (i16x8.extend_high_i8x16_u (local.get $bytes)))
				(v128.store $page offset=32 (local.get $out)
					(v128.or (i32x4.extend_low_i16x8_u (local.get $half)) (v128.const i32x4 0x400000 0x400000 0x400000 0x400000)))
				(v128.store $page offset=48 (local.get $out)
					(v128.or (i32x4.extend_high_i16x8_u (local.get $half)) (v128.const i32x4 0x400000 0x400000 0x400000 0x400000)))
				(local.set $at (i32.add (local.get $at) (i32.const 16)))
				(local.set $out (i32.add (local.get $out) (i32.const 64)))
				(br $sixteen)))
		(block $end
			(loop $one
				(br_if $end (i32.ge_s (local.get $at) (local.get $to)))
				(local.set $byte (i32.load8_u $input (local.get $at)))
				(br_if $end (i32.ge_u (i32.sub (local.get $byte) (i32.const 0x20)) (i32.const 0x5f)))
				(i32.store $page (local.get $out) (i32.or (local.get $byte) (i32.const 0x400000)))
				(local.set $at (i32.add (local.get $at) (i32.const 1)))
				(local.set $out (i32.add (local.get $out) (i32.const 4)))
				(br $one)))
		(i32.sub (local.get $at) (local.get $from)))

	;; Gives the cells from $cell to $end, which is not counted, a style.
	(func (export "style") (param $cell i32) (param $end i32) (param $id i32)
		(call $fill
			(i32.add (global.get $styles) (i32.shl (local.get $cell) (i32.const 2)))
			(i32.add (global.get $styles) (i32.shl (local.get $end) (i32.const 2)))
			(local.get $id)))

	;; Makes the cells from $cell to $end blank.
	(func (export "blank") (param $cell i32) (param $end i32)
		(call $fill (i32.shl (local.get $cell) (i32.const 2)) (i32.shl (local.get $end) (i32.const 2)) (i32.const 0x400020)))

	(func $fill (param $at i32) (param $end i32) (param $value i32)
		(local $last i32)
		(local $four v128)
		(local.set $last (i32.sub (local.get $end) (i32.const 16)))
		(local.set $four (i32x4.splat (local.get $value)))
		(block $others
			(loop $more
				(br_if $others (i32.gt_s (local.get $at) (local.get $last)))
				(v128.store $page (local.get $at) (local.get $four))
				(local.set $at (i32.add (local.get $at) (i32.const 16)))
				(br $more)))
		(block $done
			(loop $one
				(br_if $done (i32.ge_s (local.get $at) (local.get $end)))
				(i32.store $page (local.get $at) (local.get $value))
				(local.set $at (i32.add (local.get $at) (i32.const 4)))
				(br $one))))

	;; Puts the lowest byte of each glyph from $cell to $end into the scratch room.
	(func (export "letters") (param $cell i32) (param $end i32)
		(local $at i32)
		(local $stop i32)
		(local $last i32)
		(local $out i32)
		(local.set $at (i32.shl (local.get $cell) (i32.const 2)))
		(local.set $stop (i32.shl (local.get $end) (i32.const 2)))
		(local.set $last (i32.sub (local.get $stop) (i32.const 64)))
		(local.set $out (global.get $scratch))
		(block $others
			(loop $sixteen
				(br_if $others (i32.gt_s (local.get $at) (local.get $last)))
				(v128.store $page (local.get $out) (i8x16.narrow_i16x8_u
					(i16x8.narrow_i32x4_u
						(v128.and (v128.load $page (local.get $at)) (v128.const i32x4 0xff 0xff 0xff 0xff))
						(v128.and (v128.load $page offset=16 (local.get $at)) (v128.const i32x4 0xff 0xff 0xff 0xff)))
					(i16x8.narrow_i32x4_u
						(v128.and (v128.load $page offset=32 (local.get $at)) (v128.const i32x4 0xff 0xff 0xff 0xff))
						(v128.and (v128.load $page offset=48 (local.get $at)) (v128.const i32x4 0xff 0xff 0xff 0xff)))))
				(local.set $at (i32.add (local.get $at) (i32.const 64)))
				(local.set $out (i32.add (local.get $out) (i32.const 16)))
				(br $sixteen)))
		(block $done
			(loop $one
				(br_if $done (i32.ge_s (local.get $at) (local.get $stop)))
				(i32.store8 $page (local.get $out) (i32.load $page (local.get $at)))
				(local.set $at (i32.add (local.get $at) (i32.const 4)))
				(local.set $out (i32.add (local.get $out) (i32.const 1)))
				(br $one)))))
