// A stand-in for <libpq-fe.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct PGconn;
struct PGresult;
PGconn *PQconnectdb(const char *info);
PGconn *PQconnectStart(const char *info);
int PQsocket(const PGconn *connection);
PGresult *PQexec(PGconn *connection, const char *query);
PGresult *PQprepare(PGconn *connection, const char *name, const char *query, int count, const unsigned *types);
int PQsendQuery(PGconn *connection, const char *query);
int PQconsumeInput(PGconn *connection);
int PQisBusy(PGconn *connection);
PGresult *PQgetResult(PGconn *connection);
}
