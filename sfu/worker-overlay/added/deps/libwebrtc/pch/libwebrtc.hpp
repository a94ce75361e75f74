// The same for the worker's part of libwebrtc.
#include "Logger.hpp"
#include <absl/memory/memory.h>
#include <absl/strings/string_view.h>
#include <absl/types/optional.h>
#include <cmath>
#include <deque>
#include <map>
#include <set>
