import path from 'node:path';
import { root } from '../../scripts/setUp/root.mjs';

/** Sample tables that only tests use; made anew by `prepare.mjs`. Read them; write into a copy. */
export const testSamples = path.join(root, 'out/test/samples');
