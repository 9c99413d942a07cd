package io.backline.order.backlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Room outside the heap: a file without a name, mapped piece by piece, so that a backlog of any size neither ends the service nor is copied by the garbage
 * collector. The system takes pages from memory when others need it, and the whole with the process.
 */
final class Space {
    private final FileChannel file;
    private long end;

    private Space(FileChannel file) {
        this.file = file;
    }

    static Space open() {
        try {
            var path = Files.createTempFile("backlog-", ".columns");
            var file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Files.delete(path);
            return new Space(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the backlog needs a folder for temporary files", e);
        }
    }

    /** All zero. Written before it is mapped: a full disk is told here, and not by a crash when the page is first touched. */
    ByteBuffer take(int bytes) {
        try {
            var zeros = ByteBuffer.allocate(bytes);
            while (zeros.hasRemaining()) {
                file.write(zeros, end + zeros.position());
            }
            var piece = file.map(MapMode.READ_WRITE, end, bytes).order(ByteOrder.nativeOrder());
            end += bytes;
            return piece;
        } catch (IOException e) {
            throw new UncheckedIOException("no room left for the backlog", e);
        }
    }
}
