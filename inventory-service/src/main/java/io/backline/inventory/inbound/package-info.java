/** What suppliers announced: stored, shown, never available. */
@NullMarked
package io.backline.inventory.inbound;

import org.jspecify.annotations.NullMarked;
