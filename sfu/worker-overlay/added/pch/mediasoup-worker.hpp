// What nearly every file of the worker includes, parsed once: the build takes half the time. It adds nothing that the sources do not include themselves.
#include "common.hpp"
#include "DepLibUV.hpp"
#include "Logger.hpp"
#include "MediaSoupErrors.hpp"
#include "RTC/Consts.hpp"
#include "RTC/Serializable.hpp"
#include "Utils.hpp"
#include <deque>
#include <map>
#include <span>
