/** What must hold over the three databases, as SQL. */
@NullMarked
package io.backline.demo.invariant;

import org.jspecify.annotations.NullMarked;
