/** How warehouses reach us: the HTTP door, and the numbers of their events. */
@NullMarked
package io.backline.inventory.feed;

import org.jspecify.annotations.NullMarked;
