/** Plays orders, stock and stages through the public doors, tells what happens and checks the invariants. */
@NullMarked
package io.backline.demo;

import org.jspecify.annotations.NullMarked;
