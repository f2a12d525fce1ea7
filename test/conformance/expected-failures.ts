/*
The tests of esctest2 that our engine fails, by name, and why that is meant to be. `npm run conformance -- esctest FOLDER` fails when
another test does, and when one of these does no more.
*/

export type ExpectedFailure = {reason: string; tests: readonly string[]};

const notations = ['CIELab', 'CIELuv', 'CIEXYZ', 'CIEuvY', 'CIExyY', 'Hash12', 'Hash3', 'Hash6', 'Hash9', 'Multiple', 'RGB', 'RGBI', 'TekHVC'];
const titleStacks = ['PushIconAndWindow_PopIcon', 'PushIconAndWindow_PopIconAndWindow', 'PushIconAndWindow_PopWindow', 'PushIconThenWindowThenPopBoth', 'PushIcon_PopIcon', 'PushMultiplePopMultiple_Icon', 'PushMultiplePopMultiple_Window', 'PushWindow_PopWindow', 'ReportIconLabel', 'ReportWindowLabel'];

export const expectedFailures: readonly ExpectedFailure[] = [
	{
		reason: 'an answer holds no colour that a program chose: the theme\'s are told',
		tests: [
			...notations.map(name => `ChangeColorTests.test_ChangeColor_${name}`),
			...notations.map(name => `ChangeDynamicColorTests.test_ChangeDynamicColor_${name}`),
			...[...notations, 'Multiple2'].map(name => `ChangeSpecialColorTests.test_ChangeSpecialColor_${name}`),
			...['All', 'Standard'].map(name => `ResetColorTests.test_ResetColor_${name}`),
			...['Dynamic', 'Multiple', 'Multiple2', 'Single', 'Single2'].map(name => `ResetSpecialColorTests.test_ResetSpecialColor_${name}`),
		],
	},
	{
		reason: 'a title that is reported is input which a program chose',
		tests: ['RISTests.test_RIS_ResetTitleMode', ...titleStacks.map(name => `XtermWinopsTests.test_XtermWinops_${name}`)],
	},
	{
		reason: 'a pane is no window that is moved or made an icon',
		tests: ['IconifyDeiconfiy', 'MoveToXY', 'MoveToXY_Defaults'].map(name => `XtermWinopsTests.test_XtermWinops_${name}`),
	},
	{
		reason: 'the rows are those of the pane, and not a program\'s to choose',
		tests: ['DECRQSSTests.test_DECRQSS_DECSNLS'],
	},
	{
		reason: 'the terminal tells only of features that it has',
		tests: ['DATests.test_DA_0', 'DATests.test_DA_NoParameter'],
	},
	{
		reason: 'a reply holds no number that the program chose',
		tests: ['DECDSRTests.test_DECDSR_DECCKSR'],
	},
	{
		reason: 'the keyboard is the person\'s: it is neither locked nor echoed, and Backspace is as they set it',
		tests: ['ANSI_KAM', 'ANSI_SRM', 'DEC_DECBKM'].map(name => `DECRQMTests.test_DECRQM_${name}`),
	},
	{
		reason: 'text is UTF-8, without national sets',
		tests: ['DECRQMTests.test_DECRQM_DEC_DECNRCM'],
	},
	{
		reason: 'there is no printer',
		tests: ['DECRQMTests.test_DECRQM_DEC_DECPEX', 'DECRQMTests.test_DECRQM_DEC_DECPFF'],
	},
	{
		reason: 'nothing scrolls smoothly',
		tests: ['DECRQMTests.test_DECRQM_DEC_DECSCLM'],
	},
];
