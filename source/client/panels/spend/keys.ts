import type {Binding} from '../../bindings/binding.js';
import {listKeys} from '../list-keys.js';

export const spendKeys: Binding[] = listKeys('spend');
