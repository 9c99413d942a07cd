@NullMarked
package io.backline.notification.contact;

import org.jspecify.annotations.NullMarked;
