/** How fast Backline is: load through the public doors, figures, and what each must reach. */
@NullMarked
package io.backline.benchmark;

import org.jspecify.annotations.NullMarked;
