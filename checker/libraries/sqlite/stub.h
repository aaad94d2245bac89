// A stand-in for <sqlite3.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct sqlite3;
struct sqlite3_stmt;
int sqlite3_open(const char *path, sqlite3 **database);
int sqlite3_exec(sqlite3 *database, const char *sql, int (*row)(void *, int, char **, char **), void *data,
                 char **error);
int sqlite3_prepare_v2(sqlite3 *database, const char *sql, int length, sqlite3_stmt **statement, const char **tail);
int sqlite3_step(sqlite3_stmt *statement);
int sqlite3_column_int(sqlite3_stmt *statement, int column);
int sqlite3_sleep(int milliseconds);
}
