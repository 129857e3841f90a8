// Makes what the tests in VS Code run on: the packaged extension and the sample tables, from what is built in dist/.
import { rmSync } from 'node:fs';
import { makePackage } from '../../scripts/package/makePackage.mjs';
import { currentTarget } from '../../scripts/package/targets.mjs';
import { ensureSamples } from '../../scripts/samples.mjs';
import { codeServerTools } from '../../scripts/setUp/codeServerTools.mjs';
import { testSamples } from './testSamples.mjs';

await makePackage(currentTarget());
rmSync(testSamples, { recursive: true, force: true });
await ensureSamples(testSamples);
if (process.platform === 'linux') await codeServerTools();
