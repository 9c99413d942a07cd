/** Which line gets which unit, where, and in which order lines wait. */
@NullMarked
package io.backline.inventory.allocation;

import org.jspecify.annotations.NullMarked;
