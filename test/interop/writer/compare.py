"""Reads the sample tables with delta-rs and with DuckDB's delta extension and compares them with what they must hold.

compare.py FOLDER, a folder that writeExpected.ts has filled. Ends with 1 when anything differs.
"""

import datetime
import decimal
import json
import pathlib
import sys
import urllib.parse

import deltalake
import duckdb
import duckdb_extension_delta
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

folder = pathlib.Path(sys.argv[1])
failures = []


def check(condition, message):
    if not condition:
        failures.append(message)
        print(f"  FAILED {message}")


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def empty_as_null(rows, columns):
    """The protocol takes the empty string for null in partition columns."""
    return [{k: None if k in columns and v == "" else v for k, v in row.items()} for row in rows]


def in_utc(value):
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        return value.astimezone(datetime.timezone.utc)
    if isinstance(value, dict):
        return {key: in_utc(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [in_utc(item) for item in value]
    return value


def texts(table, partition_columns):
    """Rows as texts, which tell -0.0 from 0.0 and hold NaN equal to itself, in an order of their own."""
    rows = empty_as_null(table.to_pylist(), partition_columns)
    return sorted(repr([(key, in_utc(value)) for key, value in row.items()]) for row in rows)


def same_rows(engine, name, actual, expected, partition_columns):
    check(actual.column_names == expected.column_names, f"{name}: {engine} has the columns {actual.column_names}")
    check(actual.num_rows == expected.num_rows, f"{name}: {engine} has {actual.num_rows} rows")
    if actual.num_rows > 100_000:
        first = expected.column_names[0]
        actual = actual.cast(expected.schema).sort_by(first).combine_chunks()
        expected = expected.sort_by(first).combine_chunks()
        check(actual.equals(expected), f"{name}: {engine} has other rows")
        return
    ours, theirs = texts(expected, partition_columns), texts(actual, partition_columns)
    for a, b in zip(ours, theirs):
        if a != b:
            check(False, f"{name}: {engine} has {b[:2000]} instead of {a[:2000]}")
            break


def leaves(array, stats):
    """The columns of a file that have this kind of statistics, with the statistics, nested ones included."""
    for key, value in stats.items():
        column = array.field(key) if isinstance(array, pa.StructArray) else array[key].combine_chunks()
        if isinstance(array, pa.StructArray):
            column = pc.if_else(array.is_null(), pa.scalar(None, column.type), column)
        if isinstance(value, dict):
            yield from ((f"{key}.{path}", inner, stat) for path, inner, stat in leaves(column, value))
        else:
            yield key, column, value


def as_comparable(value, column):
    """A bound of the log in the type of the values that it bounds."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if pa.types.is_date(kind):
        return datetime.date.fromisoformat(value)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return value.encode()
    return decimal.Decimal(value)


def as_value(value):
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, (int, float)):
        return decimal.Decimal(repr(value))
    return value


def check_statistics(name, root):
    """Compares the statistics of every file with what is in the file."""
    for commit in sorted((root / "_delta_log").glob("*.json")):
        for line in commit.read_text().splitlines():
            add = json.loads(line).get("add")
            if not add:
                continue
            where = f"{name}: {add['path']}"
            stats = json.loads(add["stats"], parse_int=decimal.Decimal, parse_float=decimal.Decimal)
            path = root / urllib.parse.unquote(add["path"])
            table = pq.ParquetFile(path).read()
            check(path.stat().st_size == add["size"], f"{where} has another size")
            check(stats["numRecords"] == table.num_rows, f"{where} has {table.num_rows} rows")
            for key, column, count in leaves(table, stats["nullCount"]):
                check(column.null_count == count, f"{where}: {key} has {column.null_count} nulls")
            for side in ("minValues", "maxValues"):
                for key, column, bound in leaves(table, stats[side]):
                    check_bound(f"{where}: {side} of {key}", side, column, bound)


def check_bound(where, side, column, bound):
    limit = as_comparable(bound, column)
    extremes = pc.min_max(column.drop_null())
    for value in (extremes["min"].as_py(), extremes["max"].as_py()):
        value = as_value(value)
        if side == "minValues":
            check(limit <= value, f"{where}: {limit} is above {value}")
        else:
            check(limit >= down_to_millis(value), f"{where}: {limit} is below {value}")


def down_to_millis(value):
    """Bounds of times are cut to milliseconds, as the protocol has it."""
    if isinstance(value, datetime.datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value


def arrow(result):
    """A result of delta-rs or of DuckDB as a table with ordinary strings."""
    table = pa.table(result)
    return table.cast(pa.schema([pa.field(f.name, ordinary(f.type)) for f in table.schema]))


def ordinary(kind):
    if pa.types.is_string_view(kind) or pa.types.is_large_string(kind):
        return pa.string()
    if pa.types.is_binary_view(kind) or pa.types.is_large_binary(kind):
        return pa.binary()
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", "UTC" if kind.tz else None)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(ordinary(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(f.name, ordinary(f.type)) for f in kind])
    if pa.types.is_map(kind):
        return pa.map_(ordinary(kind.key_type), ordinary(kind.item_type))
    return kind


duck = duckdb.connect(config={"allow_unsigned_extensions": "false"})
extension = next(pathlib.Path(duckdb_extension_delta.__file__).parent.rglob("delta.duckdb_extension"))
duck.execute(f"LOAD '{extension}'")
duck.execute("SET TimeZone = 'UTC'")

#: Conditions that engines answer with the help of statistics and partition values, by table.
conditions = {
    "events": ["event_id BETWEEN 700 AND 800", "country = 'Åland/FI'", "country IS NULL", "day = DATE '2024-01-17'"],
    "orders_5m": ["order_id = 4999999", "order_id BETWEEN 249990 AND 250010"],
    "types": ["a_long = 9223372036854775807", "a_date = DATE '0001-01-01'", "a_string > 'z'"],
}

for index, name in enumerate(json.loads((folder / "names.json").read_text())):
    print(f"  {name}")
    root = folder / "tables" / name
    expected = arrow(pq.read_table(folder / "expected" / f"{index}.parquet"))
    table = deltalake.DeltaTable(str(root))
    partition_columns = table.metadata().partition_columns
    query = deltalake.QueryBuilder().register("t", table)
    same_rows("delta-rs", name, arrow(query.execute("SELECT * FROM t")), expected, partition_columns)
    # DuckDB's extension loses characters such as these from the path of a table.
    link = folder / f"table{index}"
    link.symlink_to(root)
    location = f"'{link}'"
    scanned = duck.execute(f"SELECT * FROM delta_scan({location})").to_arrow_table()
    # DuckDB's extension gives NULL for partition columns of mapped tables, of those that Spark writes too.
    is_mapped = "delta.columnMapping.mode" in table.metadata().configuration
    unread = partition_columns if is_mapped else []
    same_rows("DuckDB", name, arrow(scanned).drop(unread), expected.drop(unread), partition_columns)
    duck.register("expected", expected)
    for condition in conditions.get(name, []):
        [(count,)] = duck.execute(f"SELECT count(*) FROM expected WHERE {condition}").fetchall()
        check(count > 0, f"{name}: {condition} holds for no row")
        [(by_duck,)] = duck.execute(f"SELECT count(*) FROM delta_scan({location}) WHERE {condition}").fetchall()
        by_rust = pa.table(query.execute(f"SELECT count(*) AS n FROM t WHERE {condition}"))["n"][0].as_py()
        check(by_duck == count, f"{name}: DuckDB finds {by_duck} instead of {count} rows where {condition}")
        check(by_rust == count, f"{name}: delta-rs finds {by_rust} instead of {count} rows where {condition}")
    check_statistics(name, root)

sys.exit(1 if failures else 0)
