// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/page.h"
// Here so that the meta-object of the header has a place.
