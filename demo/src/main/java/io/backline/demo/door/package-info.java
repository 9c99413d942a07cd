/** What anybody outside can do: shops and operators by REST, warehouses by Kafka. */
@NullMarked
package io.backline.demo.door;

import org.jspecify.annotations.NullMarked;
