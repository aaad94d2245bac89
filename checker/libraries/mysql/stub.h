// A stand-in for <mysql.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct MYSQL;
struct MYSQL_RES;
MYSQL *mysql_real_connect(MYSQL *connection, const char *host, const char *user, const char *password, const char *name,
                          unsigned port, const char *socket, unsigned long flags);
int mysql_query(MYSQL *connection, const char *query);
MYSQL_RES *mysql_store_result(MYSQL *connection);
char **mysql_fetch_row(MYSQL_RES *result);
int mysql_real_query_start(int *status, MYSQL *connection, const char *query, unsigned long length);
int mysql_real_query_cont(int *status, MYSQL *connection, int events);
}
