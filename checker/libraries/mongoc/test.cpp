#include "stub.h"

#include <aio/aio.h>

aio::Coroutine<bool> bad_insert(mongoc_client_pool_t *pool, mongoc_collection_t *users, const bson_t *user) {
  mongoc_client_pool_pop(pool);                                                   // expect: blocking-call
  co_return mongoc_collection_insert_one(users, user, nullptr, nullptr, nullptr); // expect: blocking-call
}

aio::Coroutine<mongoc_client_t *> ok_pool(mongoc_client_pool_t *pool) { co_return mongoc_client_pool_try_pop(pool); }
