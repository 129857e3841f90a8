import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface RunningProcess {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

/** Everything that a process started, and what that started in turn. */
export function descendantsOf(pid: number): readonly RunningProcess[] {
	const all = runningProcesses();
	const found: RunningProcess[] = [];
	for (const parents = [pid]; parents.length > 0; ) {
		const parent = parents.pop();
		const children = all.filter((candidate) => candidate.parent === parent);
		found.push(...children);
		parents.push(...children.map((child) => child.pid));
	}
	return found;
}

/** The engine processes among what a process started. */
export function enginesOf(pid: number): readonly number[] {
	return descendantsOf(pid)
		.filter(({ command }) => /dist[/\\]engine\.js/.test(command))
		.map((engine) => engine.pid);
}

export function isRunning(pid: number): boolean {
	return runningProcesses().some((running) => running.pid === pid);
}

function runningProcesses(): readonly RunningProcess[] {
	return existsSync('/proc/self/stat') ? fromProc() : fromPs();
}

function fromProc(): readonly RunningProcess[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => {
			try {
				const status = readFileSync(`/proc/${name}/stat`, 'utf8');
				// The name of the program stands in brackets and may hold anything.
				const [state, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ');
				if (state === 'Z') return [];
				const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
				return [{ pid: Number(name), parent: Number(parent), command }];
			} catch (error) {
				// It ended in the meantime.
				if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
					return [];
				throw error;
			}
		});
}

function fromPs(): readonly RunningProcess[] {
	return execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' })
		.split('\n')
		.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
		.filter((match) => match !== null)
		.map(([, pid, parent, command = '']) => ({ pid: Number(pid), parent: Number(parent), command }));
}
