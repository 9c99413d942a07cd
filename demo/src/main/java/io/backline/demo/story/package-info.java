/** A small story of one backorder, told while it happens. */
@NullMarked
package io.backline.demo.story;

import org.jspecify.annotations.NullMarked;
