/** A service as small as can be, with every kind of door. */
@NullMarked
package io.backline.web.shop;

import org.jspecify.annotations.NullMarked;
