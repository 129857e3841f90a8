import type { TableDescription } from '../../src/rpc/engine';
import { ColumnTree } from './columnTree';
import { formatBytes, formatCount, formatLocalTime } from './format';

/** The columns, properties and protocol of a table. */
export function SchemaTab({ table }: { readonly table: TableDescription }) {
	const properties = Object.entries(table.properties).sort(([a], [b]) => a.localeCompare(b));
	return (
		<div class="schema-tab">
			<section aria-label="Columns">
				<h2>
					Columns <span class="count">{formatCount(table.columns.length)}</span>
				</h2>
				<ColumnTree columns={table.columns} />
			</section>
			<section aria-label="Details">
				<h2>Details</h2>
				<Facts facts={detailsOf(table)} />
			</section>
			<section aria-label="Protocol">
				<h2>Protocol</h2>
				<Facts facts={protocolOf(table)} />
			</section>
			<section aria-label="Table properties">
				<h2>
					Table properties <span class="count">{formatCount(properties.length)}</span>
				</h2>
				{properties.length === 0 ? <p class="none">None are set.</p> : <Facts facts={properties} isCode />}
			</section>
		</div>
	);
}

function detailsOf(table: TableDescription): readonly (readonly [string, string])[] {
	const facts: [string, string][] = [['Location', table.path]];
	if (table.description) facts.push(['Description', table.description]);
	facts.push(
		['Version', formatCount(table.version)],
		['Partitioned by', table.partitionColumns.join(', ') || 'nothing'],
		['Files', formatCount(table.numFiles)],
		['Size', formatBytes(table.sizeInBytes)],
	);
	if (table.createdAt) facts.push(['Created', formatLocalTime(Date.parse(table.createdAt))]);
	return facts;
}

function protocolOf({ protocol }: TableDescription): readonly (readonly [string, string])[] {
	return [
		['Reader version', String(protocol.minReaderVersion)],
		['Writer version', String(protocol.minWriterVersion)],
		['Features', protocol.features.join(', ') || 'none'],
	];
}

interface FactsProps {
	readonly facts: readonly (readonly [string, string])[];
	/** Whether the names are identifiers. */
	readonly isCode?: boolean;
}

function Facts({ facts, isCode = false }: FactsProps) {
	return (
		<dl class={isCode ? 'facts code' : 'facts'}>
			{facts.map(([name, value]) => (
				<div class="fact" key={name}>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}
