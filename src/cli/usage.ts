/** What `delta --help` prints. */
export const usage = `delta: query Delta Lake tables

  delta sql [--format table|json|jsonl|csv] "STATEMENTS"
  delta sql [--format …] --file FILE     statements of a file; - reads standard input
  delta tables [--format …] [DIR]        tables at and below a folder (default: the working directory)
  delta samples DIR                      write five sample tables into a folder
  delta --help | --version

  --debug                                print the stack of an error

Tables are named delta.\`/path/to/table\`, or by the name of their folder when they lie below the working directory.
Statements are separated by ; and share one session.
Exit status: 0 done, 1 a statement failed, 2 the command line makes no sense, 130 interrupted.
`;
