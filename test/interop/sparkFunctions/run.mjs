// Asks Spark whether expected.json is still what it says; check.sh sets Spark up.
import path from 'node:path';
import { runCommand } from '../../../scripts/setUp/runCommand.mjs';

await runCommand('sh', [path.join(import.meta.dirname, 'check.sh')]);
