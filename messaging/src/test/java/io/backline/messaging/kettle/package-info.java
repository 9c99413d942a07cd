/** A service as small as can be: it reads of kettles and writes of tea. */
@NullMarked
package io.backline.messaging.kettle;

import org.jspecify.annotations.NullMarked;
