import { io } from 'socket.io-client'
import { dialWith } from '../call/Signalling.ts'

dialWith(io)
