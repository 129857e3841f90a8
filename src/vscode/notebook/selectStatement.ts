/** A query of a table by its path, of one version when it is given. */
export function selectStatement(path: string, version?: number): string {
	const at = version === undefined ? '' : ` VERSION AS OF ${version}`;
	return `SELECT *\nFROM delta.\`${path.replaceAll('`', '``')}\`${at}\nLIMIT 100`;
}
