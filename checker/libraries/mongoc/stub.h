// A stand-in for <mongoc/mongoc.h>: the declarations that the cases use.
#pragma once

extern "C" {
struct bson_t;
struct bson_error_t;
struct mongoc_client_t;
struct mongoc_client_pool_t;
struct mongoc_collection_t;
struct mongoc_cursor_t;
mongoc_client_t *mongoc_client_pool_pop(mongoc_client_pool_t *pool);
mongoc_client_t *mongoc_client_pool_try_pop(mongoc_client_pool_t *pool);
bool mongoc_collection_insert_one(mongoc_collection_t *collection, const bson_t *document, const bson_t *options,
                                  bson_t *reply, bson_error_t *error);
bool mongoc_cursor_next(mongoc_cursor_t *cursor, const bson_t **document);
}
