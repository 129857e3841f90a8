/** What commits say about who wrote them; the version is that of package.json. */
export const engineInfo = 'Delta-Workbench/0.1.0';
