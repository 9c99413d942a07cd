@NullMarked
package io.backline.messaging;

import org.jspecify.annotations.NullMarked;
