@NullMarked
package io.backline.notification;

import org.jspecify.annotations.NullMarked;
