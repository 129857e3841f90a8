#!/bin/sh
# Asks Spark, in an environment of its own outside the clone; takes the options of askSpark.py.
set -eu
folder=$(cd "$(dirname "$0")" && pwd)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/delta-workbench/spark-venv"
[ -x "$cache/bin/python" ] || python3 -m venv "$cache"
"$cache/bin/python" -c 'import pyspark, sys; sys.exit(pyspark.__version__ != "4.0.1")' 2>/dev/null ||
	"$cache/bin/pip" install --quiet pyspark==4.0.1
exec "$cache/bin/python" "$folder/askSpark.py" "$@"
