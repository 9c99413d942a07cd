/** Orders from the door to the customer: {@link io.backline.order.order.Order} decides, {@link io.backline.order.order.OrderDesk} lets it. */
@NullMarked
package io.backline.order.order;

import org.jspecify.annotations.NullMarked;
