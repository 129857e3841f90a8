// Makes the installable extension:  npm run package [-- --target win32-x64]
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installDependencies } from './setUp/dependencies.mjs';
import { root } from './setUp/root.mjs';
import { runCommand } from './setUp/runCommand.mjs';

const { values } = parseArgs({ options: { target: { type: 'string' } } });
await installDependencies();
const { makePackage } = await import('./package/makePackage.mjs');
const { currentTarget, platformOf } = await import('./package/targets.mjs');
const target = values.target ?? currentTarget();
platformOf(target);
await runCommand(process.execPath, [path.join(root, 'scripts/build.mjs'), '--minify']);
const { vsix } = await makePackage(target);
console.log(`${path.relative(root, vsix)}: ${(statSync(vsix).size / 1e6).toFixed(1)} MB`);
