@NullMarked
package io.backline.notification.mail;

import org.jspecify.annotations.NullMarked;
