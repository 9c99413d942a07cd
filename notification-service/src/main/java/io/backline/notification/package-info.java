/** What customers are told: said once, said when it is true, said again when it changes. */
@NullMarked
package io.backline.notification;

import org.jspecify.annotations.NullMarked;
