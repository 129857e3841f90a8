const byteUnits = ['KB', 'MB', 'GB', 'TB', 'PB'];

export function formatCount(count: number): string {
	return count.toLocaleString('en-US');
}

/** `1 row`, `2 rows`. */
export function formatQuantity(count: number, noun: string): string {
	return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes in units of 1024, with three digits: `1.21 MB`. */
export function formatBytes(sizeInBytes: number): string {
	let value = sizeInBytes;
	let unit = 'bytes';
	for (const next of byteUnits) {
		if (value < 1024) break;
		value /= 1024;
		unit = next;
	}
	return unit === 'bytes' ? formatQuantity(sizeInBytes, 'byte') : `${Number(value.toPrecision(3))} ${unit}`;
}

/** Local time to the second: `2024-03-01 14:05:09`. */
export function formatLocalTime(timestampMs: number): string {
	const date = new Date(timestampMs);
	const two = (part: number) => String(part).padStart(2, '0');
	const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}
