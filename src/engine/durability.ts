import { open } from 'node:fs/promises';

/** Makes the content of a file survive a crash of the machine. */
export async function flushFile(path: string): Promise<void> {
	const file = await open(path, 'r+');
	try {
		await file.sync();
	} finally {
		await file.close();
	}
}

/** Makes the names in a folder survive a crash of the machine. Windows has no such call, and does not need it. */
export async function flushFolder(path: string): Promise<void> {
	if (process.platform === 'win32') return;
	const folder = await open(path, 'r');
	try {
		await folder.sync();
	} finally {
		await folder.close();
	}
}
