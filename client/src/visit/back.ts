// A seat's own address is opened by people who come back, perhaps in mid-call: the socket's code comes with the first
// script, where a new visitor's first screen does not wait for it.
import 'socket.io-client'
import './main.tsx'
