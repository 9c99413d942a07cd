/** What operators see and do in a browser: pages rendered here, live by fragments of themselves, readable without a script. */
@NullMarked
package io.backline.order.console;

import org.jspecify.annotations.NullMarked;
