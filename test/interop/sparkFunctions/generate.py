"""Evaluates cases.txt with Spark and writes expected.json, or with --check compares with what is there.

With --missing it asks only about the cases that have no answer yet.

Needs pyspark and a Java runtime. One local Spark, 2 GB of heap, time zone UTC.
"""

import datetime
import decimal
import json
import logging
import math
import os
import pathlib
import sys
import time

os.environ["TZ"] = "UTC"
time.tzset()

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import types as T  # noqa: E402

here = pathlib.Path(__file__).parent


def floating(value):
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0 and math.copysign(1, value) < 0:
        return "-0.0"
    return value


def wire(value, data_type):
    """The encoding of src/rpc/values.ts."""
    if value is None:
        return None
    if isinstance(data_type, (T.DoubleType, T.FloatType)):
        return floating(value)
    if isinstance(data_type, T.LongType):
        return value if abs(value) <= 2**53 - 1 else str(value)
    if isinstance(data_type, T.DecimalType):
        return format(value.quantize(decimal.Decimal(1).scaleb(-data_type.scale)), "f")
    if isinstance(data_type, T.TimestampType):
        utc = value.astimezone(datetime.timezone.utc)
        return utc.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(data_type, T.TimestampNTZType):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%f")
    if isinstance(data_type, T.DateType):
        return value.isoformat()
    if isinstance(data_type, T.BinaryType):
        return "0x" + bytes(value).hex()
    if isinstance(data_type, T.ArrayType):
        return [wire(item, data_type.elementType) for item in value]
    if isinstance(data_type, T.MapType):
        return [[wire(k, data_type.keyType), wire(v, data_type.valueType)] for k, v in value.items()]
    if isinstance(data_type, T.StructType):
        return {field.name: wire(value[i], field.dataType) for i, field in enumerate(data_type.fields)}
    return value


def error_class(error):
    condition = getattr(error, "getCondition", None) or getattr(error, "getErrorClass", None)
    name = condition() if condition else None
    if name is None:
        raise error
    return name


def evaluate(spark, sql):
    try:
        frame = spark.sql(sql)
        field = frame.schema.fields[0]
        rows = [wire(row[0], field.dataType) for row in frame.collect()]
        return {"type": field.dataType.simpleString(), "rows": rows}
    except Exception as error:  # Spark's errors have many classes; those without a condition are raised again.
        return {"error": error_class(error)}


def main():
    decimal.getcontext().prec = 60
    # PySpark logs each failing case with its stack trace; the failures are the answers here.
    logging.disable(logging.CRITICAL)
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.driver.memory", "2g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.extraJavaOptions", "-Duser.timezone=UTC")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("OFF")
    lines = [line for line in (here / "cases.txt").read_text("utf-8").split("\n") if line and not line.startswith("#")]
    expected = here / "expected.json"
    kept = json.loads(expected.read_text("utf-8")) if expected.exists() else {}
    known = kept if "--missing" in sys.argv else {}
    results = {
        line: known.get(line) or evaluate(spark, line if line.startswith("SELECT ") else f"SELECT {line}")
        for line in lines
    }
    spark.stop()
    text = "{\n" + ",\n".join(
        f"{json.dumps(sql, ensure_ascii=False)}: {json.dumps(result, ensure_ascii=False)}"
        for sql, result in results.items()
    ) + "\n}\n"
    if "--check" not in sys.argv:
        expected.write_text(text, "utf-8")
        return 0
    wrong = [sql for sql, result in results.items() if kept.get(sql) != result]
    for sql in wrong:
        print(f"{sql}\n  kept  {kept.get(sql)}\n  spark {results[sql]}")
    return 1 if wrong or len(kept) != len(results) else 0


if __name__ == "__main__":
    sys.exit(main())
