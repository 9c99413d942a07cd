/** What customers are told of their orders, when, and whether it reached them. */
@NullMarked
package io.backline.notification.notice;

import org.jspecify.annotations.NullMarked;
