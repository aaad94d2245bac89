"""Shows in gdb what the tasks of aio wait for: the command 'aio-tasks'.

usage: gdb -x runtime/tools/aio_gdb.py <program>

It calls aio::print_tasks() in each thread, so it needs a process that can run, not a core file; a thread that runs no
event loop says so. The program must use aio::print_tasks somewhere, or the linker leaves it out. With AIO_DEBUG=1 in
the program's environment the lines of the source are there too.
"""
import gdb


class AioTasks(gdb.Command):
    """Print the tasks of the event loops of all threads, and what each waits for, to the program's stderr."""

    def __init__(self):
        super().__init__('aio-tasks', gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        selected = gdb.selected_thread()
        if selected is None:
            raise gdb.GdbError('no process is being debugged')
        try:
            for thread in gdb.selected_inferior().threads():
                thread.switch()
                gdb.write(f'thread {thread.num}:\n')
                gdb.flush()
                # No other thread may run meanwhile: it could change the tasks.
                gdb.execute('with scheduler-locking on -- call ((void (*)()) &_ZN3aio11print_tasksEv)()')
        finally:
            selected.switch()


AioTasks()
