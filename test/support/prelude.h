// What the code blocks of a page may use without an '#include': aio and the everyday part of the standard library.
//
// A page shows the point and nothing else. The files in rules/<id>/test/ include what they need, as code that people
// write does.
#pragma once

#include <aio/aio.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
