"""Evaluates the cases.txt of each suite with Spark and writes its expected.json, or with --check compares with what is there.

With --missing it asks only about the cases that have no answer yet.

Needs pyspark and a Java runtime. One local Spark for all suites, 2 GB of heap, time zone UTC.
"""

import datetime
import decimal
import json
import logging
import math
import os
import pathlib
import re
import sys
import time

os.environ["TZ"] = "UTC"
time.tzset()

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql import types as T  # noqa: E402

suites = pathlib.Path(__file__).parent.parent


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
    if isinstance(data_type, T.DayTimeIntervalType):
        return str(value)  # No column of a Delta table has this type: it is here to be refused.
    return value


def error_class(error):
    condition = getattr(error, "getCondition", None) or getattr(error, "getErrorClass", None)
    name = condition() if condition else None
    if name is None:  # PySpark leaves some of Java's exceptions as they are.
        found = re.search(r"SparkException: \[([A-Z][A-Z0-9_.]*)\]", str(error))
        name = found and found[1]
    if name is None:
        raise error
    return name


def answer_of_function(spark, case):
    """The type and the values of the first column; a case that is no query is its select list."""
    frame = spark.sql(case if case.startswith("SELECT ") else f"SELECT {case}")
    field = frame.schema.fields[0]
    return {"type": field.dataType.simpleString(), "rows": [wire(row[0], field.dataType) for row in frame.collect()]}


def answer_of_query(spark, case):
    frame = spark.sql(case)
    fields = frame.schema.fields
    return {
        "columns": [[field.name, field.dataType.simpleString()] for field in fields],
        "rows": [[wire(row[i], field.dataType) for i, field in enumerate(fields)] for row in frame.collect()],
    }


def evaluate(spark, answer, case):
    try:
        return answer(spark, case)
    except Exception as error:  # Spark's errors have many classes; those without a condition are raised again.
        error.add_note(f"in {case}")
        return {"error": error_class(error)}


def ask(spark, folder, answer):
    """Writes or checks the answers of one suite; returns whether all is well."""
    set_up = folder / "setUp.sql"
    for statement in set_up.read_text("utf-8").split(";\n") if set_up.exists() else []:
        spark.sql(statement)
    lines = (folder / "cases.txt").read_text("utf-8").split("\n")
    cases = [line for line in lines if line and not line.startswith("#")]
    expected = folder / "expected.json"
    kept = json.loads(expected.read_text("utf-8")) if expected.exists() else {}
    known = kept if "--missing" in sys.argv else {}
    results = {case: known.get(case) or evaluate(spark, answer, case) for case in cases}
    if "--check" not in sys.argv:
        text = ",\n".join(
            f"{json.dumps(case, ensure_ascii=False)}: {json.dumps(result, ensure_ascii=False)}"
            for case, result in results.items()
        )
        expected.write_text(f"{{\n{text}\n}}\n", "utf-8")
        return True
    wrong = [case for case, result in results.items() if kept.get(case) != result]
    for case in wrong:
        print(f"{case}\n  kept  {kept.get(case)}\n  spark {results[case]}")
    return not wrong and len(kept) == len(results)


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
    well = [
        ask(spark, suites / "sparkFunctions", answer_of_function),
        ask(spark, suites / "sparkQueries", answer_of_query),
    ]
    spark.stop()
    return 0 if all(well) else 1


if __name__ == "__main__":
    sys.exit(main())
