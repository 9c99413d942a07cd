@NullMarked
package io.backline.localstack;

import org.jspecify.annotations.NullMarked;
