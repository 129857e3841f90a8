// Asks Spark whether each expected.json is still what it says; askSpark.sh sets Spark up.
import path from 'node:path';
import { runCommand } from '../../../scripts/setUp/runCommand.mjs';

await runCommand('sh', [path.join(import.meta.dirname, 'askSpark.sh'), '--check']);
