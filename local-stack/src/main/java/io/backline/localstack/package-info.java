/** Kafka, PostgreSQL and mail without Docker: the same classes serve {@code ./backline start}, dev mode and the tests. */
@NullMarked
package io.backline.localstack;

import org.jspecify.annotations.NullMarked;
