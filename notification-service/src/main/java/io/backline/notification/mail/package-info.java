/** How a letter reaches the mail server: addresses, headers, connections, answers. */
@NullMarked
package io.backline.notification.mail;

import org.jspecify.annotations.NullMarked;
