/** order-service: owns demand, what customers asked for and how far it has come. */
@NullMarked
package io.backline.order;

import org.jspecify.annotations.NullMarked;
