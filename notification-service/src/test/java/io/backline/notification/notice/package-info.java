@NullMarked
package io.backline.notification.notice;

import org.jspecify.annotations.NullMarked;
